glassbox.tried("12-Speed","block=1",{"key":"ef038102419ae16c","pages":{
"index":{"figures":{},
"captions":{},"pictures":[],"gone":[],
"printed":[],
"text":[{"title":"5. A block in registers","lines":["-\u003cb>Answer: each addition waits for the one before.\u003c/b> In step 2, 16 sums did not wait for one another.","-Step 4 adds to all at once: one chain of additions.","-7 columns are 7 chains.","-While one waits, the core works on the others.","-Each row of weights is also read once for all 7.","+\u003cb>Answer: each addition waits for the one before.\u003c/b> A block of one column is step 4 again.","+A vector adds to its 16 sums together, so they are one chain.","+Several columns are several chains."]}]}}});
