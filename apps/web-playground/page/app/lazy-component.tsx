import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { settlesWith } from "./settling.js";

type View<Props> = (props: Props) => ComponentChildren;

/** A component whose program is loaded when it is first shown. */
export function lazyComponent<Props extends object>(load: () => Promise<View<Props>>): (props: Props) => JSX.Element {
  let loaded: View<Props> | undefined;
  return function Lazy(props: Props) {
    const [, redraw] = useState(0);
    useLayoutEffect(() => {
      if (loaded) return;
      const loading = load();
      settlesWith(loading);
      loading.then((view) => {
        loaded = view;
        redraw(1);
      });
    }, []);
    return <>{loaded?.(props)}</>;
  };
}
