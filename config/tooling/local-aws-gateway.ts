import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { BucketPolicies, bucketOfPolicyRequest } from "./bucket-policies";
import { mendDescribedInstances } from "./described-instances";

/** What AWS answers to a request that it refuses. */
export interface Refusal {
  /** Of the API, such as `CreateDBInstance`. Only of services with a query API, such as RDS, EC2 and IAM. */
  readonly action: string;
  readonly code: string;
  readonly message: string;
}

/** A gateway on a port of its own, in front of the local AWS API. */
export interface LocalAwsGateway {
  readonly endpoint: string;
  /** Has the next request for an action refused, and no other. */
  refuseOnce(refusal: Refusal): void;
  close(): void;
}

/**
 * Starts a gateway in front of `moto_server`, which passes everything on as it is but for what moto does wrongly and
 * Terraform could not go on with.
 * @param target where moto listens, on 127.0.0.1
 */
export async function startLocalAwsGateway(target: number): Promise<LocalAwsGateway> {
  const policies = new BucketPolicies();
  const refusals = new Map<string, Refusal>();
  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const bucket = bucketOfPolicyRequest(incoming);
    if (bucket !== undefined) {
      policies.answer(bucket, incoming.method, (await bodyOf(incoming)).toString(), response);
      return;
    }
    if (!isQuery(incoming)) {
      passOn(incoming, response, target);
      return;
    }
    const body = await bodyOf(incoming);
    const action = new URLSearchParams(body.toString()).get("Action") ?? "";
    const refusal = refusals.get(action);
    if (refusal !== undefined) {
      refusals.delete(action);
      refuse(refusal, response);
    } else passOn(incoming, response, target, body, MENDED[action]);
  };
  const server = createServer((incoming, response) => {
    // The client has gone away in the middle of its request, and hears nothing any more.
    answer(incoming, response).catch(() => response.destroy());
  });
  await listening(server);
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refuseOnce: (refusal) => {
      refusals.set(refusal.action, refusal);
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

type Mend = (answer: string) => string;

/** Answers that are mended, by action. */
const MENDED: Readonly<Record<string, Mend | undefined>> = { DescribeInstances: mendDescribedInstances };

function isQuery({ headers }: IncomingMessage): boolean {
  return headers["content-type"]?.startsWith("application/x-www-form-urlencoded") === true;
}

/** As services with a query API refuse. */
function refuse({ code, message }: Refusal, response: ServerResponse): void {
  response
    .writeHead(400, { "content-type": "text/xml" })
    .end(
      `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>` +
        "<RequestId>refused-by-the-gateway</RequestId></ErrorResponse>",
    );
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** @param body of the request, where it was read already */
function passOn(
  incoming: IncomingMessage,
  response: ServerResponse,
  port: number,
  body?: Buffer,
  mend?: Mend,
): void {
  const { method, url, headers } = incoming;
  // Terraform's provider asks again after that.
  const giveUp = (): void => {
    response.destroy();
  };
  const outgoing = request({ host: "127.0.0.1", port, method, path: url, headers }, (answered) => {
    if (mend === undefined) {
      response.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(response);
    } else sendMended(answered, response, mend).catch(giveUp);
  });
  outgoing.once("error", giveUp);
  if (body === undefined) incoming.pipe(outgoing);
  else outgoing.end(body);
}

async function sendMended(answered: IncomingMessage, response: ServerResponse, mend: Mend): Promise<void> {
  const text = mend((await bodyOf(answered)).toString());
  // Of what is sent now, not of what came.
  const headers = { ...answered.headers, "content-length": String(Buffer.byteLength(text)) };
  delete headers["transfer-encoding"];
  response.writeHead(answered.statusCode ?? 502, headers).end(text);
}

function listening(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
}
