import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

const NO_POLICY =
  '<?xml version="1.0" encoding="UTF-8"?><Error><Code>NoSuchBucketPolicy</Code>' +
  "<Message>The bucket policy does not exist</Message></Error>";

/** A gateway on a port of its own, in front of the local AWS API. */
export interface BucketPolicyGateway {
  readonly endpoint: string;
  close(): void;
}

/**
 * Starts a gateway in front of `moto_server` that keeps the buckets' policies itself, and passes on everything else as
 * it is. moto takes a statement that denies under a condition for one that denies always: with "deny what comes
 * without TLS", which every bucket of ours has, it would refuse to take a zip, to show it and to delete it, also over
 * TLS. Kept here, the policies are written, read back and deleted like everything else, and refuse nobody.
 * @param target where moto listens, on 127.0.0.1
 */
export async function startBucketPolicyGateway(target: number): Promise<BucketPolicyGateway> {
  const policies = new Map<string, string>();
  const server = createServer((incoming, response) => {
    const bucket = bucketOfPolicyRequest(incoming);
    if (bucket === undefined) passOn(incoming, response, target);
    else void answer(policies, bucket, incoming, response);
  });
  await listening(server);
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** @returns the bucket whose policy a request is about; undefined when it is about something else */
function bucketOfPolicyRequest({ url = "/", headers }: IncomingMessage): string | undefined {
  const { pathname, searchParams } = new URL(url, "http://127.0.0.1");
  const isForS3 = headers.authorization?.includes("/s3/aws4_request") === true;
  return isForS3 && searchParams.has("policy") ? pathname.replaceAll("/", "") : undefined;
}

async function answer(
  policies: Map<string, string>,
  bucket: string,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await bodyOf(incoming);
  const policy = policies.get(bucket);
  if (incoming.method === "PUT") policies.set(bucket, body);
  else if (incoming.method === "DELETE") policies.delete(bucket);
  else {
    response.writeHead(policy === undefined ? 404 : 200).end(policy ?? NO_POLICY);
    return;
  }
  response.writeHead(204).end();
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function passOn(incoming: IncomingMessage, response: ServerResponse, port: number): void {
  const { method, url, headers } = incoming;
  const outgoing = request({ host: "127.0.0.1", port, method, path: url, headers }, (answered) => {
    response.writeHead(answered.statusCode ?? 502, answered.headers);
    answered.pipe(response);
  });
  // Terraform's provider asks again after that.
  outgoing.once("error", () => response.destroy());
  incoming.pipe(outgoing);
}

function listening(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
}
