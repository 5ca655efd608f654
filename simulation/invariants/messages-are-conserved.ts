import type { Invariant } from "./invariant";

export const messagesAreConserved: Invariant = {
  name: "messages are conserved",
  promise:
    "Every message that was sent was handled, or lies in a dead-letter queue; only a stated fault loses one",
  check: ({ history: { messages, injected } }) => {
    const { sent, deleted, deadLettered, left, expired, lost } = messages;
    const byFault = injected
      .filter(({ fault }) => fault.kind === "message-lost")
      .reduce((sum, { times }) => sum + times, 0);
    const accounted = deleted + deadLettered + left + expired + lost;
    return [
      ...(accounted === sent
        ? []
        : [`${sent} messages were sent, ${accounted} are accounted for: ${JSON.stringify(messages)}`]),
      ...(lost > byFault ? [`${lost} messages are lost, faults lost ${byFault}`] : []),
      ...(expired > 0 ? [`${expired} messages outlasted their queue's retention`] : []),
      ...(left > 0 ? [`${left} messages are still in their queues, though nothing is left to happen`] : []),
    ];
  },
};
