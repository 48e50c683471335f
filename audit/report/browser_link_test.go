package report_test

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// TestPageLink: a link to a finding that is far down shows it.
func TestPageLink(t *testing.T) {
	b := newTab(t)
	b.load(many(3000), "#open=2500")
	b.wait(`document.querySelector("#f2500 button")?.ariaExpanded === "true"`)
	b.wait(`(({ top }) => top > 0 && top < innerHeight)(document.getElementById("f2500").getBoundingClientRect())`)
	b.check()
}

// TestPageBadLinks: what is wrong in an address is passed over.
func TestPageBadLinks(t *testing.T) {
	b := newTab(t)
	for _, fragment := range []string{
		"#open=1e999,-1,NaN,__proto__,9", "#sort=-&class=__proto__,constructor&rule=", "#%E0%A4%A&&==&x=%00", "#sort=--class&loop=<script>", "#f3",
	} {
		b.load(sample(), fragment)
		b.wait(`document.getElementById("status").textContent === "5 findings" && document.querySelectorAll("tr.row").length === 5`)
		if n := value[int](b, `document.querySelectorAll("tr.detail-row").length`); n != 0 {
			t.Errorf("%s opens %d findings", fragment, n)
		}
	}
	b.check()
}

// TestPagePrint: paper is as narrow as a small window, and still gets a table, with fixes side by side.
func TestPagePrint(t *testing.T) {
	b := newTab(t)
	b.load(sample(), "#open=2")
	b.wait(`document.querySelectorAll("tr.detail-row").length === 1`)
	b.run(chromedp.EmulateViewport(718, 1000)) // A4, without its margins
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		t.Fatal(err)
	}
	b.wait(`getComputedStyle(document.querySelector("tr.row")).display === "table-row"`)
	b.wait(`getComputedStyle(document.querySelector(".diff tr")).display === "table-row"`)
	if wide := value[bool](b, `document.documentElement.scrollWidth > innerWidth`); wide {
		t.Error("something does not fit on the paper")
	}
	b.check()
}
