/** The job behind `npm start`: serves every configured platform; with none, chats on this terminal or answers standard input. */
import type { Config } from '../config.ts';

/** Runs until a signal comes or nothing is left to serve. Returns the exit code. */
export async function chat(config: Config): Promise<number> {
  if (config.discord === undefined && config.slack === undefined) {
    const { chatInTerminal } = await import('./terminal.ts');
    return chatInTerminal(config);
  }
  const { serve } = await import('./serve.ts');
  return serve(config);
}
