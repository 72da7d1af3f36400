import { StoreError } from '../../callCenter/ports/store.ts';

/** Runs a question to the database; whatever goes wrong in it is a `StoreError`. */
export async function asking<Answer>(question: () => Promise<Answer>): Promise<Answer> {
  try {
    return await question();
  } catch (cause) {
    throw cause instanceof StoreError ? cause : new StoreError({ cause });
  }
}
