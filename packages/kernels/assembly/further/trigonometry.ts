import { cosScalar, sinScalar } from "../scalar/trigonometry";

/** y = sin x. */
export function sin(x: usize, y: usize, begin: i32, end: i32): void {
  for (let i = begin; i < end; i++) store<f32>(y + (i << 2), sinScalar(load<f32>(x + (i << 2))));
}

/** y = cos x. */
export function cos(x: usize, y: usize, begin: i32, end: i32): void {
  for (let i = begin; i < end; i++) store<f32>(y + (i << 2), cosScalar(load<f32>(x + (i << 2))));
}
