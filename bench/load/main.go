// Command load drives Kannel's HTTP door over keep-alive connections, receives
// its delivery callbacks, and sets both against what the SMSC got. It prints
// one JSON object. It is written in Go so that it takes little of the cores
// that Kannel is measured on.
//
// In -url, {to}, {text} and {dlr} are replaced; {dlr} is the callback URL,
// escaped. The callback path is /dlr/N; Kannel writes the kind of report into
// its query (type=1 delivered, 2 and 16 failed, 4 and 8 on its way).
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"sort"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

var (
	target = flag.String("url", "", "URL template")
	n      = flag.Int("n", 20000, "messages")
	conns  = flag.Int("c", 16, "keep-alive connections")
	text   = flag.String("text", "Your code is {id}. It is valid for ten minutes. Tell it to no one.", "text template")
	base   = flag.Int64("base", 989100000000, "first destination number")
	sink   = flag.String("sink", "", "control URL of the SMSC")
	wait   = flag.Duration("wait", 15*time.Second, "longest time with no progress before giving up")
)

var (
	finalOf              []atomic.Int32
	finals, repeated     atomic.Int64
	failed, lastFinal    atomic.Int64
	accepted, refused    atomic.Int64
	lastAccept, progress atomic.Int64
)

// listen takes callbacks and tells on which address.
func listen() string {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	go http.Serve(ln, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		now := time.Now().UnixNano()
		progress.Store(now)
		kind := r.URL.Query().Get("type")
		i, err := strconv.Atoi(strings.TrimPrefix(r.URL.Path, "/dlr/"))
		if err == nil && i >= 0 && i < *n && (kind == "1" || kind == "2" || kind == "16") {
			if kind != "1" {
				failed.Add(1)
			}
			if finalOf[i].Add(1) == 1 {
				finals.Add(1)
			} else {
				repeated.Add(1)
			}
			lastFinal.Store(now)
		}
		io.WriteString(w, "ok")
	}))
	return ln.Addr().String()
}

// stats asks the SMSC what it got.
func stats() map[string]any {
	var m map[string]any
	if r, err := http.Get(*sink + "/stats"); err == nil {
		defer r.Body.Close()
		json.NewDecoder(r.Body).Decode(&m)
	}
	return m
}

func number(m map[string]any, k string) int64 {
	v, _ := m[k].(float64)
	return int64(v)
}

// send offers all messages and gives the time of each answer, in ns.
func send(callback string) []int64 {
	tr := &http.Transport{MaxIdleConnsPerHost: *conns, MaxConnsPerHost: *conns, DisableCompression: true}
	hc := &http.Client{Transport: tr, Timeout: 60 * time.Second}
	took := make([][]int64, *conns)
	var next atomic.Int64
	var wg sync.WaitGroup
	for c := range took {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := next.Add(1) - 1; i < int64(*n); i = next.Add(1) - 1 {
				u := strings.NewReplacer(
					"{to}", strconv.FormatInt(*base+i, 10),
					"{text}", url.QueryEscape(strings.ReplaceAll(*text, "{id}", fmt.Sprintf("%07d", i))),
					"{dlr}", url.QueryEscape("http://"+callback+"/dlr/"+strconv.FormatInt(i, 10)+"?type=%d"),
				).Replace(*target)
				began := time.Now()
				r, err := hc.Get(u)
				now := time.Now()
				progress.Store(now.UnixNano())
				if err != nil {
					refused.Add(1)
					continue
				}
				io.Copy(io.Discard, r.Body)
				r.Body.Close()
				if r.StatusCode >= 300 {
					refused.Add(1)
					continue
				}
				accepted.Add(1)
				took[c] = append(took[c], int64(now.Sub(began)))
				for o := lastAccept.Load(); o < now.UnixNano() && !lastAccept.CompareAndSwap(o, now.UnixNano()); o = lastAccept.Load() {
				}
			}
		}()
	}
	wg.Wait()
	var all []int64
	for _, t := range took {
		all = append(all, t...)
	}
	sort.Slice(all, func(a, b int) bool { return all[a] < all[b] })
	return all
}

// await waits for the last submit and the last final report, or for patience to end.
func await() map[string]any {
	seen := int64(-1)
	for {
		m := stats()
		if u := number(m, "accepted"); u != seen {
			seen = u
			progress.Store(time.Now().UnixNano())
		}
		if seen >= accepted.Load() && finals.Load() >= accepted.Load() {
			return m
		}
		if time.Since(time.Unix(0, progress.Load())) > *wait {
			return m
		}
		time.Sleep(50 * time.Millisecond)
	}
}

func main() {
	flag.Parse()
	finalOf = make([]atomic.Int32, *n)
	callback := listen()
	if _, err := http.Get(*sink + "/reset"); err != nil {
		log.Fatal(err)
	}
	start := time.Now().UnixNano()
	progress.Store(start)
	took := send(callback)
	m := await()
	per := func(k, until int64) float64 {
		if until <= start {
			return 0
		}
		return float64(k) / (float64(until-start) / 1e9)
	}
	quantile := func(p float64) float64 {
		if len(took) == 0 {
			return 0
		}
		return float64(took[int(p*float64(len(took)-1))]) / 1e6
	}
	out, err := json.Marshal(map[string]any{
		"messages": *n, "accepted": accepted.Load(), "refused": refused.Load(),
		"acceptedPerSecond":  per(accepted.Load(), lastAccept.Load()),
		"submittedPerSecond": per(number(m, "accepted"), number(m, "last_submit")),
		"finalsPerSecond":    per(finals.Load(), lastFinal.Load()),
		"p50Ms":              quantile(.5), "p99Ms": quantile(.99),
		"lost": accepted.Load() - number(m, "unique"), "duplicates": number(m, "duplicates"),
		"missingFinals": accepted.Load() - finals.Load(), "repeatedFinals": repeated.Load(), "failed": failed.Load(),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(out))
}
