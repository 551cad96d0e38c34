import { CairnError } from "@cairn-ml/tensor";

/** A file of tokens is not what it should be. */
export class TokenFileError extends CairnError {}
