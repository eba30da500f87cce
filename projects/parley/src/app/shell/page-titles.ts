import { DOCUMENT, effect, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { Router } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';
import { parseRoomName } from '@parley/protocol';
import { Language } from '../core/language';
import { shortRoomName } from '../core/room-name';

const PRODUCT = 'Parley';

/** Names the page that is open in the title of the window: for tabs, for the history, and read out first. */
export function titlePages(): void {
  const document = inject(DOCUMENT);
  const transloco = inject(TranslocoService);
  const navigation = inject(Router).lastSuccessfulNavigation;
  const language = toSignal(inject(Language).language$, { requireSync: true });

  const nameOf = (path: string): string | null => {
    if (path === 'check') return transloco.translate('check.title');
    const room = parseRoomName(path);
    if (room === null) return null;
    const { name, generated } = shortRoomName(room);
    return generated ? transloco.translate('home.meeting', { id: name }) : name;
  };

  effect(() => {
    language();
    const [segment] = navigation()?.finalUrl?.root.children['primary']?.segments ?? [];
    const name = nameOf(segment?.path ?? '');
    document.title = name === null ? PRODUCT : `${name} · ${PRODUCT}`;
  });
}
