import { isSuccess } from '../../errors/error-of.ts';

/** Characters of an error's body that are looked at: it is to say in a sentence what went wrong. */
const longestErrorBody = 65_536;

/** The body of an answer; of an error no more than its beginning, however long it would be. */
export async function textOf(response: Response): Promise<string> {
  if (isSuccess(response.status) || response.body === null) return response.text();
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  while (text.length < longestErrorBody) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return text;
}
