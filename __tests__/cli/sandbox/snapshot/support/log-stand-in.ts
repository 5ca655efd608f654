import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** CloudWatch Logs as far as FilterLogEvents with one quoted term goes; the lines are a function's own. */
export interface LogStandIn {
  readonly endpoint: string;
  /** What was asked for, latest last. */
  readonly asked: readonly Readonly<Record<string, unknown>>[];
  /** From now on every call is denied, or not. */
  deny(denied: boolean): void;
  close(): Promise<void>;
}

/** @param file the function's standard output, line by line */
export async function startLogStandIn(file: string): Promise<LogStandIn> {
  const asked: Record<string, unknown>[] = [];
  let isDenied = false;
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => (body += text));
    request.on("end", () => {
      const input = JSON.parse(body) as { filterPattern: string };
      asked.push({ ...input, target: request.headers["x-amz-target"] });
      response.setHeader("content-type", "application/x-amz-json-1.1");
      if (isDenied) {
        response.statusCode = 400;
        response.end(JSON.stringify({ __type: "AccessDeniedException", message: "not authorized to look" }));
        return;
      }
      const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
      const events = lines
        .filter((line) => line.includes(input.filterPattern.replace(/^"|"$/g, "")))
        .map((message) => ({ message }));
      response.end(JSON.stringify({ events }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    deny: (denied) => (isDenied = denied),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
