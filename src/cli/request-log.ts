type Fetch = (request: Request) => Promise<Response>;

/** Tells each request in a line of JSON once it is answered: no headers and no bodies. */
export function logged(fetch: Fetch, tell: (line: string) => void): Fetch {
  return async (request) => {
    const { method, url } = request;
    const { pathname, search } = new URL(url);
    const line = (answer: object): void =>
      tell(JSON.stringify({ method, path: `${pathname}${search}`, ...answer }));
    try {
      const response = await fetch(request);
      line({ status: response.status, requestId: response.headers.get('x-vtex-operation-id') });
      return response;
    } catch (error) {
      line({ lost: true });
      throw error;
    }
  };
}
