import { DestroyRef, EnvironmentInjector, inject } from '@angular/core';

/**
 * Makes the chat quick from its first message on, once the page has nothing else to do. Call it where a call begins.
 * Browsers that do not tell when they are idle go without.
 */
export function warmUpChat(): void {
  const injector = inject(EnvironmentInjector);
  const destroyed = inject(DestroyRef);
  if (!('requestIdleCallback' in globalThis)) return;
  const handle = requestIdleCallback(() => void draw(injector, destroyed));
  destroyed.onDestroy(() => cancelIdleCallback(handle));
}

async function draw(injector: EnvironmentInjector, destroyed: DestroyRef): Promise<void> {
  try {
    const { drawUnseenPage } = await import('./unseen-page');
    if (!destroyed.destroyed) drawUnseenPage(injector);
  } catch {
    // The code could not be loaded: the panel asks for it again.
  }
}
