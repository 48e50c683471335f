package audit

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"strings"
)

// fingerprint identifies a finding by what it is and not by where its line is: the rule, the package's directory, the
// function and the expression squeezed. Equal findings in one function share it, so those who
// compare reports must count.
func fingerprint(f Finding) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{f.Rule, path.Dir(f.File), f.Func, Squeeze(f.Pattern)}, "\x00")))
	return hex.EncodeToString(sum[:8])
}

// Squeeze takes the white space out of a pattern, and the commas that only a line break asks for: formatting does not make it another one.
func Squeeze(pattern string) string {
	return trailing.Replace(strings.Join(strings.Fields(pattern), ""))
}

var trailing = strings.NewReplacer(",)", ")", ",]", "]", ",}", "}")
