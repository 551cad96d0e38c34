export { TokenFileError } from "./token-file/error.js";
export type { FileTokens } from "./token-file/file-tokens.js";
export type { TokenDType } from "./token-file/header.js";
export { type OpenTokensOptions, TokenFile, type TokenScan } from "./token-file/token-file.js";
export { TokenFileWriter } from "./token-file/token-file-writer.js";
