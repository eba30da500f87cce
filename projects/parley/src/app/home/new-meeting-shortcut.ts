import { inject } from '@angular/core';
import { type ActivatedRouteSnapshot, RedirectCommand, Router } from '@angular/router';
import { newRoomName } from './new-room';

/** `/?new`, the shortcut of the installed app, goes straight to a new room instead of the first page. */
export function newMeetingShortcut(route: ActivatedRouteSnapshot): true | RedirectCommand {
  if (!route.queryParamMap.has('new')) return true;
  // Replaced, so that going back from the room leads out of it and not into another new one.
  return new RedirectCommand(inject(Router).createUrlTree(['/', newRoomName()]), { replaceUrl: true });
}
