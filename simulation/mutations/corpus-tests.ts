import { composeCopier } from "../../functions/copier/compose";
import { composeExport } from "../../functions/export/compose";
import type { AwsAccess, HttpRequestHandler } from "../../functions/shared/aws-clients";
import { judgeRun } from "../batch/judge-run";
import { readCorpus } from "../corpus/read-corpus";
import { runPlan, type Handlers } from "../run-plan";

/** What one run of a plan came to. */
export interface CorpusResult {
  /** What broke, in one line; undefined when nothing did. */
  readonly broken: string | undefined;
  /** Requests to AWS. */
  readonly requests: number;
}

/** One plan as a test of a mutation tool. */
export interface CorpusTest {
  readonly name: string;
  /** @param mostRequests what the functions send beyond these is never answered, and the run counts as broken. @default no bound */
  readonly run: (mostRequests?: number) => Promise<CorpusResult>;
}

/** The plans that are written down, as tests. @param root the repository's */
export function corpusTests(root: string): readonly CorpusTest[] {
  return readCorpus(root).map(({ name, plan }) => ({
    name,
    run: async (mostRequests = Infinity) => {
      const network = new BoundedNetwork(mostRequests);
      const handlers = handlersBehind(network);
      const { violations } = await judgeRun(plan, (each, options) => runPlan(each, { ...options, handlers }));
      return { broken: network.problem ?? lineOf(violations[0]), requests: network.requests };
    },
  }));
}

function lineOf(
  violation: { readonly invariant: string; readonly sentence: string } | undefined,
): string | undefined {
  return violation && `${violation.invariant}: ${violation.sentence}`;
}

/** A mutant may ask for ever: from some request on, nobody answers, and the functions run into their timeouts. */
class BoundedNetwork {
  requests = 0;

  constructor(private readonly most: number) {}

  get problem(): string | undefined {
    return this.requests > this.most
      ? `effort: more than ${this.most} requests to AWS, and no end to be seen`
      : undefined;
  }

  /** Stands before the world's network, which every run gives. */
  before<Composition extends AwsAccess>(composition: Composition): Composition {
    const { requestHandler: network } = composition;
    if (network === undefined) throw new Error("The functions of a run must be given its network");
    // Thrown where a process starts it ends the whole run: what hangs would go on for weeks of its time.
    if (this.problem !== undefined) throw new Error(this.problem);
    const bounded: HttpRequestHandler = {
      handle: (request, options) =>
        ++this.requests > this.most ? new Promise(() => undefined) : network.handle(request, options),
    };
    return { ...composition, requestHandler: bounded };
  }
}

/** The functions as they ship, with a bounded network. */
function handlersBehind(network: BoundedNetwork): Handlers {
  return {
    export: (given) => composeExport(network.before(given)),
    copier: (given) => composeCopier(network.before(given)),
  };
}
