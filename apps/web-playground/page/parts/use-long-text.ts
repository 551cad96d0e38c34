import { useEffect, useRef, useState } from "preact/hooks";

const most = 2000; // characters that an address can hold, and be sent along
const elsewhere = "…"; // in the address: the text lies in the tab

/** Where a text is, so that the reader can be told. */
export type TextPlace = "address" | "tab" | "page" | "lost";

interface LongText {
  /** Undefined before there is one. */
  readonly text: string | undefined;
  readonly place: TextPlace;
  set(text: string): void;
}

/** A text that may be too long for the address: then it stays in the tab, as long as that is open. */
export function useLongText(
  key: string,
  values: Readonly<Record<string, string>>,
  change: (values: Readonly<Record<string, string>>) => void,
): LongText {
  const inAddress = values[key];
  const [state, setState] = useState(() => find(key, inAddress));
  const wrote = useRef(inAddress);
  useEffect(() => {
    if (inAddress === wrote.current) return; // it came from here
    wrote.current = inAddress;
    setState(find(key, inAddress));
  }, [key, inAddress]);
  const set = (text: string) => {
    const place = text.length <= most ? "address" : put(key, text) ? "tab" : "page";
    wrote.current = place === "address" ? text : elsewhere;
    setState({ text, place });
    change({ [key]: wrote.current });
  };
  return { ...state, set };
}

function find(key: string, inAddress: string | undefined): { text: string | undefined; place: TextPlace } {
  if (inAddress !== elsewhere) return { text: inAddress, place: "address" };
  const text = get(key);
  return text === undefined ? { text, place: "lost" } : { text, place: "tab" };
}

const nameOf = (key: string) => `cairn text ${key}`;

function get(key: string): string | undefined {
  try {
    return sessionStorage.getItem(nameOf(key)) ?? undefined;
  } catch {
    return undefined; // forbidden
  }
}

/** Whether it was kept: there may be no room, or it is forbidden. */
function put(key: string, text: string): boolean {
  try {
    sessionStorage.setItem(nameOf(key), text);
    return true;
  } catch {
    return false;
  }
}

/** Where the text is, in words. */
export function placeInWords(place: TextPlace, length: number): string {
  const characters = `${length.toLocaleString("en")} characters`;
  switch (place) {
    case "address":
      return length === 0 ? "" : `${characters}. They are in the address: a link to this page has them.`;
    case "tab":
      return `${characters}: too many for an address. They stay in this tab until you close it; a link does not have them.`;
    case "page":
      return `${characters}: too many for an address and for what this browser keeps. They are gone when you leave the page.`;
    case "lost":
      return "The text was too long for this address, and is not in this tab. Paste it again.";
  }
}
