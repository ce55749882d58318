import { extension } from './extension.ts';

/** What the toolbar button says of one tab. */
export interface TabBadge {
  /** At most four ASCII characters: more are cut. */
  text: string;
  /** The tooltip; also what screen readers say. */
  title: string;
  /** Background colour, `#rrggbb`. Never the only difference between two badges. */
  color: string;
}

/** Writes a tab's badge. A tab that is gone by now is no error. */
export async function showBadge(tabId: number, badge: TabBadge): Promise<void> {
  try {
    await Promise.all([
      extension.action.setBadgeText({ tabId, text: badge.text }),
      extension.action.setBadgeBackgroundColor({ tabId, color: badge.color }),
      extension.action.setTitle({ tabId, title: badge.title }),
      extension.action.setBadgeTextColor?.({ tabId, color: '#ffffff' }),
    ]);
  } catch (error) {
    if (!/tab/i.test(String(error))) throw error;
  }
}
