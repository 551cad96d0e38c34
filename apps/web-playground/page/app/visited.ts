import { hashOf, type Place, placeOf } from "./address.js";

const key = "cairn-visited";

/** Where the reader has been. */
export interface Visits {
  /** Where they were last, with all that they had changed there. */
  readonly last: Place | undefined;
  /** The numbers of all lessons that were opened. */
  readonly seen: readonly number[];
}

/** Nothing at the first visit, and where the browser keeps nothing. */
export function visits(): Visits {
  try {
    return visitsOfText(localStorage.getItem(key));
  } catch {
    return nowhere; // storage may be forbidden
  }
}

/** Reads what was kept. What is nothing of ours is a first visit. */
export function visitsOfText(text: string | null): Visits {
  try {
    const { last, seen } = JSON.parse(text ?? "") as { readonly last: unknown; readonly seen: unknown };
    const place = placeOf(String(last));
    const numbers = Array.isArray(seen) ? seen.filter((each): each is number => Number.isSafeInteger(each)) : [];
    return { last: place.lesson === null ? undefined : place, seen: numbers };
  } catch {
    return nowhere;
  }
}

export function visit(place: Place & { readonly lesson: number }): void {
  try {
    const seen = new Set([...visits().seen, place.lesson]);
    localStorage.setItem(key, JSON.stringify({ last: hashOf(place), seen: [...seen] }));
  } catch {
    // full or forbidden: the reader will begin at the top
  }
}

const nowhere: Visits = { last: undefined, seen: [] };
