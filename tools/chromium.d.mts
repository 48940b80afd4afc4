/** The path of a Chromium for the browser tests, installed where the machine has none; undefined where that fails too. */
export function ensureChromium(node: string): Promise<string | undefined>;
