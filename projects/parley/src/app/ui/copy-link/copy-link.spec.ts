import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideI18nTesting } from '../../core/testing/i18n-testing';
import { Clipboard } from './clipboard';
import { CopyLink } from './copy-link';

describe('CopyLink', () => {
  const url = 'https://parley.example/blue-table';
  let written: string[];
  let allowed: boolean;
  let fixture: ComponentFixture<CopyLink>;

  beforeEach(() => {
    written = [];
    allowed = true;
    const clipboard: Pick<Clipboard, 'write'> = {
      write: (text) => {
        if (allowed) written.push(text);
        return Promise.resolve(allowed);
      },
    };
    TestBed.configureTestingModule({
      providers: [provideI18nTesting(), { provide: Clipboard, useValue: clipboard }],
    });
    fixture = TestBed.createComponent(CopyLink);
    fixture.componentRef.setInput('url', url);
    document.body.append(fixture.nativeElement);
  });

  const element = (): HTMLElement => fixture.nativeElement as HTMLElement;

  async function pressCopy(): Promise<void> {
    await fixture.whenStable();
    element().querySelector('button')?.click();
    await fixture.whenStable();
  }

  it('copies the link and says so', async () => {
    let copied = 0;
    fixture.componentInstance.copied.subscribe(() => copied++);
    await pressCopy();
    expect(written).toEqual([url]);
    expect(copied).toBe(1);
    expect(element().querySelector('button')?.textContent).toContain('Copied');
    expect(element().querySelector('[role=status]')?.textContent).toContain('The link is copied.');
  });

  it('selects the link to copy by hand where the browser forbids copying', async () => {
    allowed = false;
    await pressCopy();
    const field = element().querySelector('input');
    expect(document.activeElement).toBe(field);
    expect(field?.selectionEnd).toBe(url.length);
    expect(element().querySelector('[role=status]')?.textContent).toContain('copy it');
  });
});
