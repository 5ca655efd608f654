import type { MetricsRecorder } from "../functions/shared/ports";
import type { MetricName } from "./world/history";
import type { Handlers } from "./world/world";

/** What functions count for CloudWatch: of an invocation only when it comes to its end, as in Lambda. */
export class CountedMetrics {
  readonly totals = new Map<MetricName, number>();

  /** The functions, counting here. */
  of(handlers: Handlers): Handlers {
    return {
      export: (given) => handlers.export({ ...given, metrics: this.recorder() }),
      copier: (given) => handlers.copier({ ...given, metrics: this.recorder() }),
    };
  }

  private recorder(): MetricsRecorder {
    let gathered: (readonly [MetricName, number])[] = [];
    return {
      add: (metric, value) => {
        gathered.push([metric, value]);
      },
      addOfInstance: () => undefined,
      flush: () => {
        for (const [metric, value] of gathered)
          this.totals.set(metric, (this.totals.get(metric) ?? 0) + value);
        gathered = [];
      },
    };
  }
}
