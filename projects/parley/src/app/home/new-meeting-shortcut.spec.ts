import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { newMeetingShortcut } from './new-meeting-shortcut';

@Component({ selector: 'app-page-stub', template: '' })
class Page {}

describe('newMeetingShortcut', () => {
  async function open(url: string): Promise<string> {
    TestBed.configureTestingModule({
      providers: [
        provideRouter([
          { path: '', pathMatch: 'full', canActivate: [newMeetingShortcut], component: Page },
          { path: ':room', component: Page },
        ]),
      ],
    });
    await RouterTestingHarness.create(url);
    return TestBed.inject(Router).url;
  }

  it('leads from /?new to a new room', async () => {
    expect(await open('/?new')).toMatch(/^\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  it('leaves the first page alone otherwise', async () => {
    expect(await open('/')).toBe('/');
  });
});
