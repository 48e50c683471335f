package report

import (
	"go/doc/comment"
	"strings"

	"unleak/rewrite"
	"unleak/rules"
	"unleak/rules/rule"
)

// sarifRules returns the catalogue: all of it, so that a result that is gone is not taken for a rule that is.
func sarifRules() []sarifRule {
	var out []sarifRule
	for _, r := range rules.All() {
		var parser comment.Parser
		doc := parser.Parse(r.Doc)
		out = append(out, sarifRule{
			ID:               r.Name,
			ShortDescription: sarifMessage{Text: r.Finds},
			FullDescription:  sarifMessage{Text: firstParagraph(doc)},
			Help:             sarifMessage{Text: rulePage(r, doc, false), Markdown: rulePage(r, doc, true)},
			// Every result has a level of its own.
			DefaultConfiguration: sarifConfig{Level: sarifLevel(rule.Leak)},
		})
	}
	return out
}

// firstParagraph returns what a manual page begins with, on one line.
func firstParagraph(doc *comment.Doc) string {
	for _, block := range doc.Content {
		if p, ok := block.(*comment.Paragraph); ok {
			printer := comment.Printer{TextWidth: -1}
			return strings.TrimSpace(string(printer.Text(&comment.Doc{Content: []comment.Block{p}})))
		}
	}
	return ""
}

// rulePage returns the manual page of a rule, with its example, as plain text or as Markdown.
func rulePage(r *rule.Rule, doc *comment.Doc, markdown bool) string {
	printer := comment.Printer{
		HeadingLevel: 2, HeadingID: func(*comment.Heading) string { return "" },
		TextWidth: -1, TextCodePrefix: "    ",
	}
	page := string(printer.Text(doc))
	heading, open, end := "# ", "\n", ""
	if markdown {
		page = string(printer.Markdown(doc))
		heading, open, end = "## ", "\n```go\n", "```\n"
	}
	page = strings.TrimRight(page, "\n") + "\n"
	if r.Best != rewrite.None && r.Best != "" {
		page += "\nThe best level that a fix reaches is \"" + string(r.Best) + "\".\n"
	}
	example := func(title, code string) {
		if code = strings.Trim(code, "\n"); code != "" {
			page += "\n" + heading + title + "\n" + open + code + "\n" + end
		}
	}
	example("Before", r.Before)
	if r.After != r.Before {
		example("After", r.After)
	}
	return page
}
