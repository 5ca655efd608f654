import { createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

/** A server that speaks just enough of PostgreSQL's protocol (version 3) to be sent statements, and remembers them. */
export interface QueryRecorder {
  readonly port: number;
  /** What was sent since the last call. */
  take(): readonly string[];
  close(): Promise<void>;
}

export async function startQueryRecorder(): Promise<QueryRecorder> {
  let texts: string[] = [];
  const server: Server = createServer((socket) => {
    serve(socket, (text) => texts.push(text));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    take: () => {
      const taken = texts;
      texts = [];
      return taken;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
}

const message = (type: string, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
};

const READY = message("Z", Buffer.from("I"));
const AUTHENTICATED = message("R", Buffer.alloc(4));
const setting = (name: string, value: string): Buffer => message("S", Buffer.from(`${name}\0${value}\0`));
const DONE = message("C", Buffer.from("SET\0"));

function serve(socket: Socket, onQuery: (text: string) => void): void {
  let received = Buffer.alloc(0);
  let started = false;
  socket.on("error", () => undefined);
  socket.on("data", (chunk) => {
    received = Buffer.concat([received, chunk]);
    for (;;) {
      const head = started ? 1 : 0;
      if (received.length < head + 4) return;
      const end = head + received.readInt32BE(head);
      if (received.length < end) return;
      const body = received.subarray(head + 4, end);
      const type = started ? String.fromCharCode(received[0] ?? 0) : "startup";
      received = received.subarray(end);
      if (type === "startup") {
        started = true;
        const settings = [
          setting("server_version", "17.0"),
          setting("client_encoding", "UTF8"),
          setting("standard_conforming_strings", "on"),
        ];
        socket.write(Buffer.concat([AUTHENTICATED, ...settings, READY]));
      } else if (type === "Q") {
        onQuery(body.subarray(0, -1).toString("utf8"));
        socket.write(Buffer.concat([DONE, READY]));
      } else if (type === "X") socket.end();
    }
  });
}
