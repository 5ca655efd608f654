import { createServer } from "node:net";

/** @returns a TCP port of 127.0.0.1 that nobody uses at the moment */
export async function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === "object" && address !== null) resolve(address.port);
        else reject(new Error("the system gave no port of 127.0.0.1"));
      });
    });
  });
}
