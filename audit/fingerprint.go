package audit

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"strings"
)

// fingerprint identifies a finding by what it is and not by where its line is: the rule, the package's directory, the
// function and the expression with white space taken out. Equal findings in one function share it, so those who
// compare reports must count.
func fingerprint(f Finding) string {
	pattern := strings.Join(strings.Fields(f.Pattern), "")
	sum := sha256.Sum256([]byte(strings.Join([]string{f.Rule, path.Dir(f.File), f.Func, pattern}, "\x00")))
	return hex.EncodeToString(sum[:8])
}
