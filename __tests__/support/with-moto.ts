import { itWithPrograms } from "./with-programs";

/** A test that needs moto. */
export function itWithMoto(name: string, run: () => Promise<void>, timeoutMilliseconds?: number): void {
  itWithPrograms(["moto_server"], name, run, timeoutMilliseconds);
}
