import type { AwsAccess, HttpRequestHandler } from "../../functions/shared/aws-clients";
import { REGION } from "./facts";

/**
 * How the functions' SDK clients reach a world: as in Lambda, but for what costs time and that no world looks at. Nobody
 * checks signatures here (the local run does), and no client asks one operation of two buckets without a signal of its own,
 * which keeps the SDK from sharing the steps of such calls.
 */
export function sdkSettings(requestHandler: HttpRequestHandler): AwsAccess {
  return {
    requestHandler,
    endpoint: "http://127.0.0.1:1",
    region: REGION,
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
    signer: { sign: (request) => Promise.resolve(request) },
    cacheMiddleware: true,
  };
}
