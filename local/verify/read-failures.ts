import type { LandedFiles } from "./landed-files";

/** Reads files, and tells bytes that could not be had from bytes that are not as expected. */
export class ReadFailures implements Pick<LandedFiles, "read"> {
  private readonly failures: unknown[] = [];

  constructor(private readonly files: Pick<LandedFiles, "read">) {}

  read(key: string, start: number, end: number): Promise<ArrayBuffer> {
    const bytes = this.files.read(key, start, end);
    // Several parts of a file are read at once; of those that nobody waits for any more the failure is known, too.
    bytes.catch((error: unknown) => this.failures.push(error));
    return bytes;
  }

  /** @throws what the first read that failed threw */
  throwFirst(): void {
    if (this.failures.length > 0) throw this.failures[0];
  }
}
