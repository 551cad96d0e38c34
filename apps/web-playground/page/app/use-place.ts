import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { hashOf, type Place, placeOf } from "./address.js";

const pause = 250; // milliseconds: browsers refuse to write an address 60 times a second

/** Where the reader is, and a way to change values there: the page follows at once, the address soon after, without an entry in the history. */
export function usePlace(): readonly [place: Place, change: (values: Place["values"]) => void] {
  const [place, setPlace] = useState(() => placeOf(location.hash));
  const latest = useRef(place);
  const writing = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    const follow = () => {
      clearTimeout(writing.current);
      writing.current = undefined;
      latest.current = placeOf(location.hash);
      setPlace(latest.current);
    };
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  const change = useCallback(
    (values: Place["values"]) => {
      const { lesson, values: before } = latest.current;
      if (lesson !== place.lesson) return; // told late, by a lesson that the reader has left
      latest.current = { lesson, values: { ...before, ...values } };
      setPlace(latest.current);
      writing.current ??= setTimeout(() => {
        writing.current = undefined;
        history.replaceState(null, "", hashOf(latest.current));
      }, pause);
    },
    [place.lesson],
  );
  return [place, change];
}
