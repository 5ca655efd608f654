import { itWithPrograms } from "../../../support/with-programs";
import { Sandbox } from "./sandbox";

/**
 * @returns makes tests that share a sandbox, each with an empty database and an AWS API as at the beginning. They need
 *   openssl
 */
export function sandboxTests(): (
  name: string,
  run: (sandbox: Sandbox) => Promise<void>,
  needed?: readonly string[],
) => void {
  let starting: Promise<Sandbox> | undefined;
  afterAll(async () => {
    await (await starting)?.close();
  });
  return (name, run, needed = []) => {
    itWithPrograms(["openssl", ...needed], name, async () => {
      const sandbox = await (starting ??= Sandbox.start());
      await sandbox.reset();
      await run(sandbox);
    });
  };
}
