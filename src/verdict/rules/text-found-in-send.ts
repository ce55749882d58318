import type { SendReport } from '../../messages/observation.ts';
import type { Rule } from '../rule.ts';

/** The closing report of a Send says that the text was found, whatever payload it was in. */
export const textFoundInSend: Rule<SendReport> = {
  id: 'text-found-in-send',
  title: 'Your text was found',
  find(report) {
    const path = report.foundAt.toSorted()[0];
    return path === undefined ? undefined : { rule: textFoundInSend.id, path };
  },
  sentence: (reason) =>
    `The text you sent was found readable in what left the page${reason.path ? `, at ${reason.path}` : ''}.`,
};
