import { describe, expect, it } from 'vitest';
import { completeLine } from '../../../src/platforms/console/completion.ts';
import { echo, fakeConversation } from './fake-conversation.ts';

const complete = (line: string) => completeLine(line, fakeConversation(echo));

describe('completion', () => {
  it.each<[what: string, line: string, hits: string[], completed: string]>([
    ['commands, for an empty line', '', ['/daily ', '/salary ', '/skills ', '/faq ', '/quit '], ''],
    ['commands', '/s', ['/salary ', '/skills '], '/s'],
    ['commands, whatever the case', '/SAL', ['/salary '], '/SAL'],
    ['option names', '/salary ', ['level:', 'place:', 'offer:'], ''],
    ['option names by their beginning', '/salary off', ['offer:'], 'off'],
    ['option names that are not given yet', '/salary level:senior ', ['place:', 'offer:'], ''],
    ['the values of an option', '/salary level:s', ['level:senior ', 'level:staff '], 'level:s'],
    ['all values of an option', '/salary level:', ['level:senior ', 'level:staff '], 'level:'],
    ['values without the name of their option', '/salary st', ['staff '], 'st'],
    ['values after others', '/salary level:senior new', ['new york '], 'new'],
    ['values by their alias', '/salary level:sr', ['level:senior '], 'level:sr'],
    ['values with a space, in quotes', '/salary place:new', ['place:"new york" '], 'place:new'],
    ['values with a space, half typed in quotes', '/salary place:"new yo', ['place:"new york" '], 'place:"new yo'],
    ['free text as a whole', '/faq do i need', ['Do I need a degree?', 'Do I need to know SQL?'], 'do i need'],
    ['no amounts', '/salary offer:18', [], 'offer:18'],
    ['no unknown command', '/nothing le', [], '/nothing le'],
    ['no free question', 'how do', [], 'how do'],
    ['a group as one name', '/da', ['/daily '], '/da'],
    ['the commands of a group', '/daily ', ['pause ', 'set '], ''],
    ['the commands of a group by their beginning', '/Daily SE', ['set '], 'SE'],
    ['the options of a command in a group', '/daily set ti', ['time:'], 'ti'],
    ['text beside a channel and a time by its word', '/daily set #drills 9:00 eu', ['Europe/Berlin '], 'eu'],
    ['nothing for an unknown command of a group', '/daily sing x', [], '/daily sing x'],
    ['no inherited names', '/salary constructor:', [], 'constructor:'],
  ])('offers %s', async (_what, line, hits, completed) => {
    expect(await complete(line)).toEqual([hits, completed]);
  });

  it('lists hits that do not continue what is typed beside it, so that readline replaces nothing', async () => {
    expect(await complete('/faq need')).toEqual([['need', 'Do I need a degree?', 'Do I need to know SQL?'], 'need']);
    expect(await complete('/salary place:wash')).toEqual([['place:wash', 'place:wa ', 'place:dc '], 'place:wash']);
  });
});
