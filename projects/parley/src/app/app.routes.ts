import type { Routes } from '@angular/router';
import { newMeetingShortcut } from './home/new-meeting-shortcut';

export const routes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    canActivate: [newMeetingShortcut],
    // A launch may ask for `/?new` while this page is open.
    runGuardsAndResolvers: 'paramsOrQueryParamsChange',
    loadComponent: () => import('./home/home-page/home-page').then((m) => m.HomePage),
  },
  { path: 'check', loadComponent: () => import('./check/check-page/check-page').then((m) => m.CheckPage) },
  { path: ':room', loadComponent: () => import('./room/room-page/room-page').then((m) => m.RoomPage) },
  { path: '**', redirectTo: '' },
];
