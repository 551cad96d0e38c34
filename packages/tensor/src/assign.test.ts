import { beforeAll, describe, expect, it } from "vitest";
import { arange, assign, type Device, fromData, ReferenceDevice, tensor, zeros } from "./index.js";
import { deviceNamed, deviceNames, flat, messageOf } from "./testing.test-data.js";

describe.each(deviceNames)("assign on %s", (name) => {
  let device: Device;
  beforeAll(async () => {
    device = await deviceNamed(name);
  });

  it("overwrites a tensor, and what its views show", () => {
    const x = zeros([2, 2], { device });
    const view = x.mT;
    assign(
      x,
      tensor(
        [
          [1, 2],
          [3, 4],
        ],
        { device },
      ),
    );
    expect(flat(view)).toEqual([1, 3, 2, 4]);
  });

  it("writes into a view only what the view shows", () => {
    const x = zeros([3, 4], { device });
    assign(
      x.slice([
        [0, 3, 2],
        [1, 4, 2],
      ]).mT,
      tensor(
        [
          [1, 2],
          [3, 4],
        ],
        { device },
      ),
    );
    expect(x.toArray()).toEqual([
      [0, 1, 0, 3],
      [0, 0, 0, 0],
      [0, 2, 0, 4],
    ]);
  });

  it("takes a source that is a view", () => {
    const x = zeros([2, 3], { device });
    assign(x, fromData([1, 2], [2, 1], { device }).expand([2, 3]));
    expect(flat(x)).toEqual([1, 1, 1, 2, 2, 2]);
  });

  it("moves overlapping parts of one tensor as if through a copy", () => {
    const [up, down] = [fromData([1, 2, 3, 4], [4], { device }), fromData([1, 2, 3, 4], [4], { device })];
    assign(up.slice([[1, 4]]), up.slice([[0, 3]]));
    assign(down.slice([[0, 3]]), down.slice([[1, 4]]));
    expect(flat(up)).toEqual([1, 1, 2, 3]);
    expect(flat(down)).toEqual([2, 3, 4, 4]);
  });

  it("assigns integers, masks and nothing", () => {
    const x = arange(0, 3, 1, { device });
    assign(x, fromData([7, 8, 9], [3], { device, dtype: "int32" }));
    expect(flat(x)).toEqual([7, 8, 9]);
    assign(zeros([0], { device }), zeros([0], { device }));
  });

  it("refuses other shapes, other dtypes, other devices and repeated elements", () => {
    const x = zeros([2], { device });
    expect(messageOf(() => assign(x, zeros([1, 2], { device })))).toMatch("ShapeError: assign: the shapes differ.");
    expect(messageOf(() => assign(x, arange(0, 2, 1, { device })))).toMatch("DTypeError: assign: the dtypes differ.");
    const elsewhere = zeros([2], { device: new ReferenceDevice({ dtype: device.float }) });
    expect(messageOf(() => assign(x, elsewhere))).toMatch("DeviceError: launch: a tensor lies on another device.");
    expect(messageOf(() => assign(zeros([1], { device }).expand([2]), x))).toMatch(
      "ValueError: assign: the target repeats",
    );
  });
});
