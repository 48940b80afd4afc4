/** What the benchmarks use of autocannon, which brings no types. */
declare module 'autocannon' {
  interface Options {
    url: string;
    requests: { path: string }[];
    connections: number;
    duration: number;
    overallRate?: number;
    headers?: Record<string, string>;
  }

  interface Run extends Promise<{ errors: number }> {
    on(event: 'response', listener: (client: object, status: number, bytes: number, milliseconds: number) => void): void;
  }

  export default function autocannon(options: Options): Run;
}
