import type { Device, LaunchArguments } from "@cairn-ml/tensor";

export type KernelName = Parameters<Device["launch"]>[0];

type Known<Args extends unknown[]> = { [I in keyof Args]: Exclude<Args[I], () => number> };

/** A kernel made of TensorFlow.js ops; its meaning and parameters are those of its reference in `@cairn-ml/kernels`. */
export type Kernel<K extends KernelName> = (extent: number, ...args: Known<LaunchArguments<K>>) => void;

export type Kernels<K extends KernelName = KernelName> = { readonly [Name in K]: Kernel<Name> };
