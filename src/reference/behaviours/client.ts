import { type Areas, sources } from './behaviour.ts';

const { ours } = sources;

/** What the client does by itself, whichever way it reaches the store. */
export const client = {
  client: [
    [
      'checks',
      'assumed',
      'What the API cannot take is refused before anything is sent, each wrong field by its name.',
      ours,
    ],
    ['silent', 'assumed', 'A refused value is never part of the error.', ours],
    [
      'ids',
      'assumed',
      'An id is any text of 1 to 200 characters without control characters, but not . or ..; it is never interpreted.',
      ours,
    ],
    [
      'request',
      'assumed',
      'A request of one’s own reaches the same operations, and cannot leave the API.',
      ours,
    ],
    ['signal', 'assumed', 'A signal that has ended refuses with its own reason, and nothing happens.', ours],
    ['walk', 'assumed', 'A list is walked page by page to its end, every item once.', ours],
    ['summarize', 'assumed', 'summarize adds up over all pages, exactly.', ours],
  ],
} as const satisfies Areas;
