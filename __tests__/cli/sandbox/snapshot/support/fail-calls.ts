import type { SandboxClients } from "../../../../../cli/shared/aws/sandbox-clients";

/** A call of an AWS client, such as `GetObjectCommand` with its input. */
export interface SeenCall {
  readonly command: string;
  readonly input: unknown;
}

/**
 * Lets calls of a client fail before they leave this machine, as AWS would let them fail.
 *
 * @param codeOf AWS's error code, undefined where the call is to go through
 */
export function failCalls(
  client: SandboxClients["s3"] | SandboxClients["rds"],
  codeOf: (call: SeenCall) => string | undefined | Promise<string | undefined>,
): void {
  // Each client's stack has its own types of input and output; none of them matters here.
  const stack = client.middlewareStack as unknown as {
    add(
      middleware: (
        next: (given: { input: unknown }) => Promise<unknown>,
        context: { commandName?: string },
      ) => (given: { input: unknown }) => Promise<unknown>,
      options: { step: "initialize" },
    ): void;
  };
  stack.add(
    (next, { commandName = "" }) =>
      async (given) => {
        const code = await codeOf({ command: commandName, input: given.input });
        if (code === undefined) return next(given);
        throw Object.assign(new Error(`${code}, says the test`), {
          name: code,
          $fault: "client",
          $metadata: { httpStatusCode: 400 },
        });
      },
    { step: "initialize" },
  );
}
