import { ofAnswers } from './answers.ts';
import type { Deviation } from './deviation.ts';
import { ofDocument } from './document.ts';
import { ofFailures } from './failures.ts';
import { ofLimits } from './limits.ts';
import { ofRequests } from './requests.ts';

interface Area {
  readonly title: string;
  readonly deviations: readonly Deviation[];
}

/** Everything that differs from the official file, in the order of docs/openapi.md. */
export const areas: readonly Area[] = [
  { title: 'The document', deviations: ofDocument },
  { title: 'Requests', deviations: ofRequests },
  { title: 'Ranges and forms of requests', deviations: ofLimits },
  { title: 'Answers', deviations: ofAnswers },
  { title: 'Headers and failures', deviations: ofFailures },
];
