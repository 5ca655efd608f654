import { AwsError } from "../aws-error";

/**
 * The URLs of queues, which lead to this endpoint: the SDKs send to a queue's URL itself when no endpoint is set.
 */
export class QueueUrls {
  constructor(
    private readonly endpoint: () => string,
    private readonly accountId: string,
  ) {}

  urlOf(name: string): string {
    return `${this.endpoint()}/${this.accountId}/${name}`;
  }

  /**
   * The queue's name; scheme and host may be any, as URLs from another run or another name of this machine are.
   *
   * @throws AwsError InvalidAddress or QueueDoesNotExist
   */
  nameIn(url: string): string {
    const match = /^https?:\/\/[^/]+\/(\d{12})\/([\w.-]+)$/.exec(url);
    if (match === null)
      throw new AwsError("InvalidAddress", `The address ${url} is not valid for this endpoint.`, 404);
    if (match[1] !== this.accountId)
      throw new AwsError("QueueDoesNotExist", "The specified queue does not exist.");
    return match[2] ?? "";
  }
}
