// Made by tools/generate-messages.ts from the English message files. Do not edit.

/** Every message key with the values that its text takes. */
export interface Messages {
}
