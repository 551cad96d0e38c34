import { madd } from "./arithmetic";
import { put, putSum } from "./memory";

/** Rows of a full tile: with fused multiply-add 12 sums, 2 columns and 1 factor fill the registers; without, a product more. */
export const tileRows: i32 = ASC_FEATURE_RELAXED_SIMD ? 6 : 5;

/**
 * A tile of C, (rows, 8), of 4, 5 or 6 rows, from a packed panel a, (K, tileRows), and b, (K, 8), whose rows are bRow bytes
 * apart. It writes C = A B, or adds to C, whose rows are cRow bytes apart.
 * Source: Goto & van de Geijn 2008, "Anatomy of high-performance matrix multiplication".
 */
export function multiply(rows: i32, a: usize, b: usize, bRow: i32, c: usize, cRow: i32, K: i32, add: bool): void {
  let c00 = f32x4.splat(0);
  let c01 = c00;
  let c10 = c00;
  let c11 = c00;
  let c20 = c00;
  let c21 = c00;
  let c30 = c00;
  let c31 = c00;
  let c40 = c00;
  let c41 = c00;
  let c50 = c00;
  let c51 = c00;
  const end = a + ((K * tileRows) << 2);
  while (a < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = v128.load32_splat(a);
    c00 = madd(a0, b0, c00);
    c01 = madd(a0, b1, c01);
    const a1 = v128.load32_splat(a, 4);
    c10 = madd(a1, b0, c10);
    c11 = madd(a1, b1, c11);
    const a2 = v128.load32_splat(a, 8);
    c20 = madd(a2, b0, c20);
    c21 = madd(a2, b1, c21);
    const a3 = v128.load32_splat(a, 12);
    c30 = madd(a3, b0, c30);
    c31 = madd(a3, b1, c31);
    if (rows > 4) {
      const a4 = v128.load32_splat(a, 16);
      c40 = madd(a4, b0, c40);
      c41 = madd(a4, b1, c41);
    }
    if (rows > 5) {
      const a5 = v128.load32_splat(a, 20);
      c50 = madd(a5, b0, c50);
      c51 = madd(a5, b1, c51);
    }
    a += tileRows << 2;
    b += bRow;
  }
  // one branch with straight code in it: other forms make V8 11 keep the sums in memory during the loop
  if (add) {
    putSum(c, c00, c01);
    putSum((c += cRow), c10, c11);
    putSum((c += cRow), c20, c21);
    putSum((c += cRow), c30, c31);
    if (rows > 4) putSum((c += cRow), c40, c41);
    if (rows > 5) putSum(c + cRow, c50, c51);
  } else {
    put(c, c00, c01);
    put((c += cRow), c10, c11);
    put((c += cRow), c20, c21);
    put((c += cRow), c30, c31);
    if (rows > 4) put((c += cRow), c40, c41);
    if (rows > 5) put(c + cRow, c50, c51);
  }
}
