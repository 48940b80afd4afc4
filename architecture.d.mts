export const kernel: Record<string, string[]>;
export const modules: Record<string, string[]>;
