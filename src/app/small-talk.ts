/** Free text that is no question about the career. */

/** A greeting, a question about the bot itself, or nothing that one could look for. */
export const isCallForHelp = (text: string): boolean =>
  !/[\p{L}\p{N}]/u.test(text) ||
  /^\s*(help( me)?|hi|hello|hey|hi there|good (morning|afternoon|evening)|(who|what) are you|what (can|do) you do|how do(es)? (you|this|it) work)[\s!.?]*$/i.test(
    text,
  );

export const isThanks = (text: string): boolean =>
  /^(many )?(thanks|thank you|thx|ty|cheers)( (a lot|so much|very much))?$/i.test(
    text.replaceAll(/[^\p{L}\s]/gu, '').trim(),
  );
