import { extension } from './extension.ts';

/** One page script and the sites that it is registered for. */
export interface PageScript {
  id: string;
  file: string;
  world: 'ISOLATED' | 'MAIN';
  matches: string[];
}

/** The browser's register of page scripts. Scripts of one call run in the order given. */
export interface ScriptRegister {
  list(): Promise<{ id: string; matches: string[] }[]>;
  add(scripts: readonly PageScript[]): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
}

export const scriptRegister: ScriptRegister = {
  async list() {
    const scripts = await extension.scripting.getRegisteredContentScripts();
    return scripts.map(({ id, matches }) => ({ id, matches: matches ?? [] }));
  },
  async add(scripts) {
    try {
      await extension.scripting.registerContentScripts(
        scripts.map((script) => ({ ...registration(script), matchOriginAsFallback: true })),
      );
    } catch (error) {
      // Browsers before Firefox 128 and Chrome 119 refuse the key: about:blank frames are then not followed.
      if (!/matchOriginAsFallback/.test(String(error))) throw error;
      await extension.scripting.registerContentScripts(scripts.map(registration));
    }
  },
  async remove(ids) {
    if (ids.length > 0) await extension.scripting.unregisterContentScripts({ ids: [...ids] });
  },
};

function registration({ id, file, world, matches }: PageScript) {
  return {
    id,
    js: [file],
    matches,
    world,
    runAt: 'document_start' as const,
    allFrames: true,
    // Tabs that a restarted browser restores may load before the background runs.
    persistAcrossSessions: true,
  };
}
