/**
 * Text for a terminal: what would move its cursor, ring its bell or change its colours is shown by a sign instead (␛ for
 * escape). New lines and tabs stay; a carriage return has no sign, for it stands before a new line.
 */
export function visible(text: string): string {
  return text.replaceAll("\r", "").replace(/\p{Cc}/gu, (sign) => (/[\n\t]/.test(sign) ? sign : signOf(sign)));
}

/** What a token says, in quotes, on one line. */
export function quotedPiece(text: string): string {
  return JSON.stringify(text).replace(/\p{Cc}/gu, signOf);
}

/** The Unicode block "Control Pictures" has a sign for each below U+0020; the others share that of "delete". */
function signOf(control: string): string {
  const code = control.charCodeAt(0);
  return String.fromCharCode(code < 0x20 ? 0x2400 + code : 0x2421);
}
