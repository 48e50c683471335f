package rewrite

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Two changes in one hunk, and a third in the next: the second hunk begins where the new file has its first line.
func TestUnifiedLineNumbers(t *testing.T) {
	var src strings.Builder
	for i := range 40 {
		fmt.Fprintf(&src, "line %d\n", i+1)
	}
	text := src.String()
	at := func(line int) int { return strings.Index(text, fmt.Sprintf("line %d\n", line)) }
	insert := func(line int) Edit { return Edit{Start: at(line), End: at(line), New: "new\n"} }
	got := regexp.MustCompile(`(?m)^@@.*`).FindAllString(Unified("a.txt", []byte(text), []Edit{insert(5), insert(9), insert(25), insert(40)}), -1)
	want := []string{"@@ -2,10 +2,12 @@", "@@ -22,6 +24,7 @@", "@@ -37,4 +40,5 @@"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("headers differ (-want +got):\n%s", diff)
	}
}
