package report_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"unleak/audit"
	"unleak/audit/report"
	"unleak/rules/rule"
)

// A tab is a page in a browser.
type tab struct {
	t   *testing.T
	ctx context.Context

	mu       sync.Mutex
	requests []string
	faults   []string // what the console says
}

// newTab starts a browser. Without one the test is skipped.
func newTab(t *testing.T) *tab {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		t.Skip("there is no Chromium or Chrome to look at the page with")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WindowSize(1400, 1000),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
	)
	// The test's own context ends before its cleanup, and the browser is to end in an orderly way.
	ctx, cancelTime := context.WithTimeout(context.Background(), 2*time.Minute)
	ctx, cancelAllocator := chromedp.NewExecAllocator(ctx, opts...)
	ctx, cancelTab := chromedp.NewContext(ctx)
	t.Cleanup(func() {
		_ = chromedp.Cancel(ctx) // waits for the browser to end
		cancelTab()
		cancelAllocator()
		cancelTime()
	})
	b := &tab{t: t, ctx: ctx}
	if err := chromedp.Listen(ctx, b.listen); err != nil {
		t.Fatalf("start %s: %v", path, err)
	}
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	return b
}

func (b *tab) listen(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		b.requests = append(b.requests, e.Request.URL)
	case *runtime.EventExceptionThrown:
		b.faults = append(b.faults, fmt.Sprintf("%+v", *e.ExceptionDetails))
	case *runtime.EventConsoleAPICalled:
		b.faults = append(b.faults, fmt.Sprintf("console: %v", e.Args))
	case *log.EventEntryAdded:
		b.faults = append(b.faults, e.Entry.Text)
	}
}

// check fails the test if the page fetched anything but itself, or complained.
func (b *tab) check() {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, url := range b.requests {
		if !strings.HasPrefix(url, "file://") || !strings.Contains(url, "/report.html") {
			if !strings.HasPrefix(url, "data:") {
				b.t.Errorf("the page loads %s", url)
			}
		}
	}
	for _, fault := range b.faults {
		b.t.Errorf("the browser says: %s", fault)
	}
}

func (b *tab) run(actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, actions...); err != nil {
		b.t.Fatal(err)
	}
}

// load shows r, with a fragment.
func (b *tab) load(r *audit.Report, fragment string) {
	b.t.Helper()
	file := filepath.Join(b.t.TempDir(), "report.html")
	if err := os.WriteFile(file, []byte(written(b.t, r, report.Options{Format: report.FormatHTML})), 0o666); err != nil {
		b.t.Fatal(err)
	}
	b.run(chromedp.Navigate("file://" + filepath.ToSlash(file) + fragment))
}

// wait waits until a JavaScript expression holds.
func (b *tab) wait(expression string) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, chromedp.Poll[chromedp.Void](expression)); err != nil {
		b.t.Fatalf("this does not come true: %s: %v", expression, err)
	}
}

// value returns what a JavaScript expression comes to.
func value[T any](b *tab, expression string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		b.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

func (b *tab) click(selector string) {
	b.t.Helper()
	b.run(chromedp.Click(chromedp.CSS(selector)))
}

// places are the rows that are shown, in order.
const places = `[...document.querySelectorAll("tr.row .base")].map((e) => e.parentNode.textContent)`

// TestPage uses the page as its readers do.
func TestPage(t *testing.T) {
	b := newTab(t)
	b.load(sample(), "")
	b.wait(`document.querySelectorAll("tr.row").length === 5`)
	worst := []string{
		"internal/transport/http2/connection_pool_manager.go:1024", "worker/queue.go:42", "worker/queue.go:113", "cmd/agent/main.go:7", "worker/日本語/待機.go:9",
	}
	if diff := cmp.Diff(worst, value[[]string](b, places)); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}

	b.click("th:nth-child(1) button") // by place
	b.wait(`document.querySelector("th:nth-child(1)").ariaSort === "ascending"`)
	b.click("th:nth-child(1) button")
	b.wait(`document.querySelector("th:nth-child(1)").ariaSort === "descending" && !document.querySelector("th:nth-child(4)").hasAttribute("aria-sort")`)
	byPlace := []string{worst[4], worst[2], worst[1], worst[0], worst[3]}
	if diff := cmp.Diff(byPlace, value[[]string](b, places)); diff != "" {
		t.Errorf("rows, the last places first (-want +got):\n%s", diff)
	}

	b.run(chromedp.SendKeys(chromedp.CSS("#q"), "LOOP queue"))
	b.wait(`document.getElementById("status").textContent === "2 of 5 findings"`)
	b.click(`.chip:has(input[value="leak"])`)
	b.wait(`document.getElementById("status").textContent === "1 of 5 findings" && location.hash.includes("class=leak")`)

	b.run(chromedp.Focus(chromedp.CSS("tr.row button")), chromedp.KeyEvent("\r"))
	b.wait(`document.querySelector("tr.row button").ariaExpanded === "true"`)
	marked := value[[]string](b, `[...document.querySelectorAll(".diff del, .diff ins")].map((e) => e.tagName + " " + e.textContent)`)
	if diff := cmp.Diff([]string{"DEL time.After(5*time.Second)", "INS timer.C"}, marked); diff != "" {
		t.Errorf("words marked (-want +got):\n%s", diff)
	}
	numbers := value[string](b, `[...document.querySelectorAll(".diff .del.ln, .diff .add.ln")].map((e) => e.textContent).join(" ")`)
	if numbers != "37 38 41 42 45 43" {
		t.Errorf("changed lines %q", numbers)
	}
	if line := value[string](b, `[...document.querySelectorAll(".diff .text")].map((e) => e.textContent).find((s) => s.includes("script"))`); line != "\t// </script><!-- & \"日本\" %0A" {
		t.Errorf("a line became %q", line)
	}

	b.shared()
	b.themes()
	b.check()
}

// shared opens the address of the view in a new page: it has to look the same.
func (b *tab) shared() {
	b.t.Helper()
	fragment := value[string](b, `location.hash`)
	b.load(sample(), fragment)
	b.wait(`document.querySelectorAll("tr.row").length === 1 && document.querySelectorAll(".diff").length === 1 && document.getElementById("q").value === "LOOP queue"`)
	if got := value[string](b, `document.querySelector("th[aria-sort]").textContent`); got != "File:Line" {
		b.t.Errorf("the shared view is sorted by %s", got)
	}
	b.click("#reset")
	b.wait(`document.querySelectorAll("tr.row").length === 5`)
	b.click(".card.churn")
	b.wait(`document.getElementById("status").textContent === "1 of 5 findings"`)
}

// themes checks that the theme follows the system until somebody chooses, and that text can be read in both.
func (b *tab) themes() {
	b.t.Helper()
	const ground = `getComputedStyle(document.body).backgroundColor`
	dark := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}}
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, dark); err != nil {
		b.t.Fatal(err)
	}
	b.wait(ground + ` === "rgb(15, 18, 22)"`)
	b.contrast("dark")
	b.click("#theme")
	b.wait(ground + ` === "rgb(247, 248, 250)" && document.documentElement.dataset.theme === "light"`)
	b.contrast("light")
	b.click("#theme")
	b.wait(ground + ` === "rgb(15, 18, 22)"`)
}

// contrast checks the text of classes, and words that differ, against WCAG AA.
func (b *tab) contrast(theme string) {
	b.t.Helper()
	b.run(chromedp.Evaluate[chromedp.Void](contrastScript))
	for what, ratio := range value[map[string]float64](b, `contrasts()`) {
		if ratio < 4.5 {
			b.t.Errorf("in the %s theme the contrast of %s is %.2f, less than 4.5", theme, what, ratio)
		}
	}
}

// contrastScript lays the grounds of an element and those around it over one another and compares them with its text.
const contrastScript = `window.contrasts = () => {
	const canvas = new OffscreenCanvas(1, 1), c = canvas.getContext("2d", { willReadFrequently: true });
	const luminance = (colors) => {
		c.clearRect(0, 0, 1, 1);
		for (const color of colors) { c.fillStyle = color; c.fillRect(0, 0, 1, 1); }
		const [r, g, b] = [...c.getImageData(0, 0, 1, 1).data].map((v) => v / 255).map((v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
		return .2126 * r + .7152 * g + .0722 * b;
	};
	const out = {};
	for (const e of document.querySelectorAll(".pill, .card *, .legend span, .muted, .why, .notes, .chip span, .chip b, #status, .diff td, del, ins, dt, a, th")) {
		if (!e.textContent || !e.checkVisibility() || e.closest(".empty")) continue;
		const grounds = [];
		for (let x = e; x; x = x.parentElement) grounds.unshift(getComputedStyle(x).backgroundColor);
		const text = luminance([...grounds, getComputedStyle(e).color]), ground = luminance(grounds);
		const ratio = (Math.max(text, ground) + .05) / (Math.min(text, ground) + .05);
		const name = e.tagName + "." + e.className;
		out[name] = Math.min(out[name] || 99, ratio);
	}
	return out;
}`

// TestPageWeights: with a profile, what holds most comes first.
func TestPageWeights(t *testing.T) {
	b := newTab(t)
	b.load(narrowed(), "")
	b.wait(`document.querySelectorAll("tr.row").length === 3`)
	want := []string{"worker/queue.go:42 3.3 MB", "worker/queue.go:113 4 kB"}
	got := value[[]string](b, places+`.slice(0, 2).map((place, i) => place + " " + document.querySelectorAll("td.col-weight")[i].textContent)`)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if got := value[string](b, `document.querySelector("th[aria-sort=ascending]").textContent`); got != "Held" {
		t.Errorf("the rows are sorted by %s", got)
	}
	b.click("th button")
	b.wait(places + `[2] === "worker/queue.go:113"`)
	b.check()
}

// TestPageEvil: names that try to be markup stay names.
func TestPageEvil(t *testing.T) {
	b := newTab(t)
	b.load(evil(), "#open=0,1,2,3,4")
	b.wait(`document.querySelectorAll("tr.detail-row").length === 5`)
	if title := value[string](b, `document.title`); !strings.HasPrefix(title, "unleak: ") {
		t.Errorf("the title is %q", title)
	}
	if n := value[int](b, `document.images.length`); n != 0 {
		t.Errorf("there are %d images", n)
	}
	b.check()
}

// TestPageWithoutScript: without JavaScript there are the totals and a plain table, and nothing that does not work.
func TestPageWithoutScript(t *testing.T) {
	b := newTab(t)
	off := emulation.SetScriptExecutionDisabledParams{Value: true}
	if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, off); err != nil {
		t.Fatal(err)
	}
	b.load(sample(), "")
	want := []any{6.0, "1 bug wrong on every version of Go", false, false}
	got := value[[]any](b, `[document.querySelectorAll("noscript tr").length, document.querySelector(".card").textContent,
		document.querySelector("#controls").checkVisibility(), document.querySelector("#theme").checkVisibility()]`)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows, totals, filters and theme shown (-want +got):\n%s", diff)
	}
	b.check()
}

// TestPageMany: a page of ten thousand findings makes rows as they are needed, and finds one in all.
func TestPageMany(t *testing.T) {
	b := newTab(t)
	b.load(many(10_000), "")
	b.wait(`document.getElementById("status").textContent === "10,000 findings"`)
	if n := value[int](b, `document.querySelectorAll("tr.row").length`); n < 50 || n > 500 {
		t.Errorf("%d rows were made at once", n)
	}
	b.run(chromedp.Evaluate[chromedp.Void](`scrollTo(0, document.body.scrollHeight)`))
	b.wait(`document.querySelectorAll("tr.row").length > 150`)
	b.run(chromedp.SendKeys(chromedp.CSS("#q"), "/file42.go"))
	b.wait(`document.querySelectorAll("tr.row").length > 0 && document.querySelectorAll("tr.row").length < 20`)
	b.click("tr.row button")
	b.wait(`document.querySelectorAll(".diff ins").length > 0`)
	times := value[[]float64](b, timeFilters)
	t.Logf("filtering 10,000 findings took %.1f ms, and all of them again %.1f ms", times[0], times[1])
	b.wait(`document.getElementById("status").textContent === "10,000 findings"`)
	b.run(chromedp.Evaluate[chromedp.Void](`window.dispatchEvent(new Event("beforeprint"))`)) // paper does not scroll
	b.wait(`document.querySelectorAll("tr.row").length === 10000`)
	b.check()
}

// timeFilters types into the filter and measures until the rows are there.
const timeFilters = `(() => {
	const q = document.getElementById("q"), times = [];
	const frame = window.requestAnimationFrame;
	window.requestAnimationFrame = (f) => { f(); return 0; };
	for (const text of ["timer 99", ""]) {
		const start = performance.now();
		q.value = text;
		q.dispatchEvent(new Event("input"));
		document.body.offsetHeight;
		times.push(performance.now() - start);
	}
	window.requestAnimationFrame = frame;
	return times;
})()`

// many is a report with n findings, half of them with a fix.
func many(n int) *audit.Report {
	r := sample()
	kinds := r.Findings
	r.Findings = nil
	for i := range n {
		f := kinds[i%len(kinds)]
		f.File = fmt.Sprintf("services/service%d/file%d.go", i%40, i%997)
		f.Line, f.Fingerprint = i+1, fmt.Sprintf("%016x", i*7919)
		f.Func, f.Pattern = fmt.Sprintf("(*Worker%d).loop", i%300), fmt.Sprintf("time.After(timer%d)", i%1000)
		if i%2 == 0 {
			f.Fix = kinds[2].Fix
			f.Fix.Diff = strings.ReplaceAll(strings.ReplaceAll(sampleDiff, "worker/queue.go", f.File), "w.idle()", fmt.Sprintf("w.idle(%d)", i))
		}
		f.Class = []rule.Class{rule.Leak, rule.Fine, rule.Bug, rule.Churn}[i%4]
		r.Findings = append(r.Findings, f)
	}
	sum(r)
	return r
}
